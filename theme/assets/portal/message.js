/** The message a reader may take along: lines that come and go with their boxes, and the address that carries it. */

/**
 * Add a line at the end of a text, below a blank line when the text does not end in an added line.
 * @param {string} text
 * @param {string} line
 * @param {readonly string[]} others lines of the same kind
 */
export function addLine(text, line, others) {
  if (hasLine(text, line)) return text;
  const trimmed = text.replace(/\n+$/u, "");
  const last = trimmed.slice(trimmed.lastIndexOf("\n") + 1);
  return `${trimmed}${others.includes(last) ? "\n" : "\n\n"}${line}`;
}

/**
 * Take a line out again, unless the reader has changed it: then it is theirs.
 * @param {string} text
 * @param {string} line
 */
export function removeLine(text, line) {
  return hasLine(text, line)
    ? text
        .split("\n")
        .filter((other) => other !== line)
        .join("\n")
    : text;
}

/** @param {string} text @param {string} line */
function hasLine(text, line) {
  return text.split("\n").includes(line);
}

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
