// Putting a tone on the syllable before the cursor, as a person writes it: «hoa» + sắc = «hóa».

export const TONES = ["\u0300", "\u0301", "\u0309", "\u0303", "\u0323"]; // huyền, sắc, hỏi, ngã, nặng
const TONE = /[\u0300\u0301\u0309\u0303\u0323]/g;
const VOWELS = "aăâeêioôơuưy";
const SYLLABLE = /[a-zăâđêôơư]+$/i;

/** Return the text with the tone on its last syllable; the same tone again takes it away. */
export function withTone(text, tone) {
  const plainText = text.normalize("NFC");
  const start = plainText.length - (SYLLABLE.exec(withoutTones(plainText))?.[0].length ?? 0);
  const syllable = plainText.slice(start);
  const plain = withoutTones(syllable);
  const at = toneAt(plain.toLowerCase());
  if (at < 0) return text;
  if (syllable.normalize("NFD").includes(tone)) return plainText.slice(0, start) + plain;
  return plainText.slice(0, start) + (plain.slice(0, at + 1) + tone + plain.slice(at + 1)).normalize("NFC");
}

/** Letters keep their shape (â, ơ, đ), tones go; the length stays the same. */
function withoutTones(text) {
  return text.normalize("NFD").replace(TONE, "").normalize("NFC");
}

/** Where the tone stands in a syllable; -1 if it has no vowel. */
function toneAt(syllable) {
  let first = 0;
  if (/^(qu|gi)[aăâeêioôơuưy]/.test(syllable)) first = 2;
  while (first < syllable.length && !VOWELS.includes(syllable[first])) first += 1;
  let end = first;
  while (end < syllable.length && VOWELS.includes(syllable[end])) end += 1;
  const vowels = syllable.slice(first, end);
  if (vowels === "") return -1;
  const shaped = Math.max(...Array.from("ăâêôơ", (letter) => vowels.lastIndexOf(letter)));
  if (shaped >= 0) return first + shaped;
  const hooked = vowels.indexOf("ư");
  if (hooked >= 0) return first + hooked;
  if (vowels.length === 1) return first;
  if (vowels.length === 3) return first + 1;
  return first + (end < syllable.length ? 1 : 0);
}
