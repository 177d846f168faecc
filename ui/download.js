// Hands the reader a text as a file of its own making: the server writes none.
(text) => {
  if (!text) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], {type: "application/json"}));
  link.download = "conversation.json";
  link.click();
  URL.revokeObjectURL(link.href);
}
