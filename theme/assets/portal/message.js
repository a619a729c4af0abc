/** The message a reader may take along, and the address that carries it. */

/** Characters of the longest address that every mail program gets: Windows hands over no more than 2,083. */
const LONGEST_MAIL = 2000;
/** Characters of the longest address that web servers take by their defaults: 8 KiB with the rest of the request. */
const LONGEST_WEB = 7000;

/**
 * The reader's own words, and below them what goes along.
 * @param {string} words
 * @param {readonly string[]} lines
 */
export const compose = (words, lines) => [words.trim(), lines.join("\n")].filter(Boolean).join("\n\n");

/**
 * Put a message into the address of a channel; null where the address would be too long for some reader's system.
 * @param {string} template made by the build, with `{message}` where the message goes
 * @param {string} message
 */
export function carry(template, message) {
  const wellFormed = message.trim().replace(/\p{Surrogate}/gu, "\uFFFD"); // URL encoding throws on a lone surrogate
  const lines = template.startsWith("mailto:") ? wellFormed.replace(/\n/gu, "\r\n") : wellFormed; // RFC 6068, section 5
  const address = template.replace("{message}", () => encodeURIComponent(lines));
  return address.length <= (template.startsWith("mailto:") ? LONGEST_MAIL : LONGEST_WEB) ? address : null;
}
