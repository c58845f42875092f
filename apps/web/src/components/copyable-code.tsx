import { useState } from 'react';

/** A code in small print with a button that copies it. */
export function CopyableCode({ code }: { code: string }) {
  const [isCopied, setIsCopied] = useState(false);
  return (
    <span className="copyable-code small">
      <code>{code}</code>
      <button
        type="button"
        className="link-button"
        aria-label={`Copy ${code}`}
        onClick={() => {
          void navigator.clipboard.writeText(code).then(() => {
            setIsCopied(true);
            setTimeout(() => setIsCopied(false), 2_000);
          });
        }}
      >
        {isCopied ? 'Copied' : 'Copy'}
      </button>
    </span>
  );
}
