/** The message a reader may take along, and the address that carries it. */

/**
 * The reader's own words, and below them what goes along.
 * @param {string} words
 * @param {readonly string[]} lines
 */
export const compose = (words, lines) => [words.trim(), lines.join("\n")].filter(Boolean).join("\n\n");

/**
 * Put a message into the address of a channel.
 * @param {string} template made by the build, with `{message}` where the message goes
 * @param {string} message
 */
export function carry(template, message) {
  const wellFormed = message.trim().replace(/\p{Surrogate}/gu, "\uFFFD"); // URL encoding throws on a lone surrogate
  const lines = template.startsWith("mailto:") ? wellFormed.replace(/\n/gu, "\r\n") : wellFormed; // RFC 6068, section 5
  return template.replace("{message}", () => encodeURIComponent(lines));
}
