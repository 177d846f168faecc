// Run by Gradio with the panel that shows articles: `element` is the panel, `trigger` sends an event to ui/app.py, and
// `watch` calls back when the panel has been drawn anew.
//
// Hands a question as it was understood back to the reader, to be changed.
// Opens the article of the citation that is clicked and brings its quote into view. A reader who came by keyboard (such
// a click has `detail` 0) is taken to the quote; a citation that is open already is only shown again.
const show = () => {
  const quote = element.querySelector("#quote");
  if (!quote) return;
  quote.scrollIntoView({block: "center"});
  if (element.dataset.keyboard) quote.focus({preventScroll: true});
};
document.addEventListener("click", (event) => {
  const edit = event.target.closest("button.edit");
  if (edit) return trigger("edit", {turn: Number(edit.dataset.turn)});
  const cite = event.target.closest("button.cite");
  if (!cite) return;
  element.dataset.keyboard = event.detail === 0 ? "yes" : "";
  if (cite.hasAttribute("aria-current")) return show();
  document.querySelectorAll("button.cite[aria-current]").forEach((other) => other.removeAttribute("aria-current"));
  cite.setAttribute("aria-current", "true");
  trigger("open", {turn: Number(cite.dataset.turn), number: Number(cite.dataset.number)});
});
watch("value", show);
