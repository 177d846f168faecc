// Reads a file of the reader's choice in the browser and hands its text to the chat; the server stores no file. Nothing
// is handed over where none is chosen. One character more than a conversation may have is enough to tell it is too long.
() => new Promise((resolve) => {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = ".json,application/json";
  input.addEventListener("cancel", () => resolve([""]));
  input.addEventListener("change", async () => {
    const text = await input.files[0].slice(0, 4 * LONGEST + 4).text();
    resolve([text.slice(0, LONGEST + 1) || " "]);
  });
  input.click();
})
