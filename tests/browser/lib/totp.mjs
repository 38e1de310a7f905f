// One-time codes of RFC 6238 with SHA-1, 30 seconds and six digits, written apart from the server's own.

import { createHmac } from "node:crypto";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
export const STEP_SECONDS = 30;

/** Decodes RFC 4648 base32; padding, spaces and lower case are accepted. */
export function base32(text) {
  const bytes = [];
  let value = 0;
  let bits = 0;
  for (const letter of text.toUpperCase().replace(/[\s=]/g, "")) {
    const digit = ALPHABET.indexOf(letter);
    if (digit < 0) throw new Error("not base32");
    value = ((value << 5) | digit) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((value >> bits) & 0xff);
    }
  }
  return Buffer.from(bytes);
}

export function stepAt(milliseconds) {
  return Math.floor(milliseconds / 1000 / STEP_SECONDS);
}

/** The code of one 30-second step. */
export function codeOf(secret, step, digits = 6) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", base32(secret)).update(counter).digest();
  const offset = mac[mac.length - 1] & 0x0f;
  const number = (mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits;
  return String(number).padStart(digits, "0");
}

/** The code that an authenticator would show now. */
export function codeNow(secret) {
  return codeOf(secret, stepAt(Date.now()));
}
