// The Content-Security-Policy lets the page make a style sheet only with the word that came with the page.
const word = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.nonce ?? '';

// What locks the page behind a dialog makes one, too, and reads the word from this global.
Object.assign(globalThis, { __webpack_nonce__: word });

/** The word for the component library's style sheets. */
export function styleNonce(): string {
  return word;
}
