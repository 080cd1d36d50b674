/** stub */
export function performancePage(_input: unknown): string {
  return '';
}
