/** Names that are expressions: computed keys hold whole functions, and qualified names repeat the names around them. */

/** In UTF-16 units. */
const MAX_NAME = 200;

/** At most 200 units of `name`, no half of a surrogate pair. */
export function cutName(name: string): string {
  if (name.length <= MAX_NAME) return name;
  const isHalf = /[\ud800-\udbff]/.test(name.charAt(MAX_NAME - 1));
  return name.slice(0, isHalf ? MAX_NAME - 1 : MAX_NAME);
}
