/** An address as readers write it. */

/** Chinese as Chinese, where the address can be read that way. @param {string} address */
export function readable(address) {
  try {
    return decodeURI(address);
  } catch (error) {
    if (error instanceof URIError) return address;
    throw error;
  }
}
