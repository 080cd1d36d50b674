/** A small strict reader of HTML, for specs: the tags with their attributes, and the first thing that does not fit. */

export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const VOID = ['meta', 'br', 'img', 'input', 'hr', 'link', '!doctype', '?xml'];

export function readTags(text: string): { tags: Tag[]; problem: string | null } {
  const tags: Tag[] = [];
  const open: string[] = [];
  let problem: string | null = null;
  // What stands in <style> is no markup.
  const bare = text.replace(/<style>[\s\S]*?<\/style>/g, '<style></style>');
  for (const [whole, slash = '', name = '', rest = '', self = ''] of bare.matchAll(
    /<(\/?)([^\s>/]*)((?:[^>"]|"[^"]*")*?)(\/?)>/g,
  )) {
    if (slash !== '') {
      const last = open.pop();
      if (last !== name) problem ??= `${whole} closes <${last}>`;
      continue;
    }
    const attributes = Object.fromEntries(
      [...rest.matchAll(/([^\s=]+)(?:="([^"]*)")?/g)].map(([, key = '', value = '']) => [key, value]),
    );
    tags.push({ name: name.toLowerCase(), attributes });
    if (self === '' && !VOID.includes(name.toLowerCase())) open.push(name);
  }
  if (open.length > 0) problem ??= `<${open.at(-1)}> is never closed`;
  if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(bare)) problem ??= 'a bare &';
  return { tags, problem };
}
