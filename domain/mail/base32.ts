const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

/** RFC 4648 section 6, lower case and without padding: it survives every mail program that folds case. */
export function base32(bytes: Buffer): string {
  let bits = "";
  for (const byte of bytes) bits += byte.toString(2).padStart(8, "0");
  return (bits.match(/.{1,5}/g) ?? []).map((five) => LETTERS[Number.parseInt(five.padEnd(5, "0"), 2)]).join("");
}

/** The bytes of a base32 text in any case; left-over bits are dropped. Null when a letter is none of the alphabet. */
export function fromBase32(text: string): Buffer | null {
  const values = [...text.toLowerCase()].map((letter) => LETTERS.indexOf(letter));
  if (values.includes(-1)) return null;
  const bits = values.map((value) => value.toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
