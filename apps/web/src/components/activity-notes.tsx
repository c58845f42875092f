import { createElement } from 'react';
import type { ReactNode } from 'react';
import './activity-notes.css';

const SHOWN = new Set(['p', 'ul', 'ol', 'li', 'strong', 'b', 'em', 'i', 'br']);

/**
 * The notes of a Timeline entry as they are read there. Parsed into a document that runs nothing; only words, paragraphs and
 * lists of it come on the page, and an https link to go to.
 */
export function ActivityNotes({ html }: { html: string }) {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  return (
    <div className="activity-notes" dir="auto">
      {[...body.childNodes].map(toReact)}
    </div>
  );
}

function toReact(node: ChildNode, index: number): ReactNode {
  if (node instanceof Text) return node.data;
  if (!(node instanceof Element)) return null;
  const children = [...node.childNodes].map(toReact);
  const name = node.localName;
  const href = name === 'a' ? node.getAttribute('href') : null;
  if (href?.startsWith('https://') === true) {
    return (
      <a key={index} href={href} target="_blank" rel="noreferrer noopener">
        {children}
      </a>
    );
  }
  if (!SHOWN.has(name)) return <span key={index}>{children}</span>;
  return name === 'br' ? <br key={index} /> : createElement(name, { key: index }, ...children);
}
