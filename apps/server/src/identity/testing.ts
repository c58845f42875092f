// For tests: somebody at a browser, on the pages of the sandbox's identity provider.

/** Follows the provider's pages, chooses who has the address, and answers where the browser is sent back to. */
export async function signInAtProvider(address: string, email: string): Promise<URL> {
  const cookies = new Map<string, string>();
  const provider = new URL(address).origin;
  const go = async (url: string, form?: Record<string, string>): Promise<Response | URL> => {
    const reply = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const line of reply.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = reply.headers.get('location');
    if (location === null) return reply;
    const next = new URL(location, url);
    return next.origin === provider ? go(next.href) : next;
  };
  const page = await go(address);
  if (page instanceof URL) return page;
  const text = await page.text();
  const button = text.split('<button').find((part) => part.includes(email));
  const subject = /value="(\w+)"/.exec(button ?? '')?.[1] ?? '';
  const back = await go(new URL(/action="([^"]+)"/.exec(text)?.[1] ?? '', page.url).href, { user: subject });
  if (back instanceof URL) return back;
  throw new TypeError(`The provider did not send ${email} back: ${await back.text()}`);
}
