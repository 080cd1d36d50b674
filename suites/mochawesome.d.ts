/** mochawesome has no types of its own. */
declare module 'mochawesome/addContext.js' {
  /** Text, or anything that JSON can hold, that the report shows beside the test. */
  function addContext(test: Mocha.Context, context: string | { title: string; value: unknown }): void;
  export = addContext;
}
