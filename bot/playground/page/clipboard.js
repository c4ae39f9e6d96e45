/** @param {string} text @returns {Promise<boolean>} whether it was copied */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** The clipboard is closed to pages that came over plain HTTP from another machine; a selection is not. */
function copyBySelection(/** @type {string} */ text) {
  const field = document.createElement("textarea");
  field.value = text;
  const host = document.querySelector("dialog[open]") ?? document.body;
  host.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied;
}
