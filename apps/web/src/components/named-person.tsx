/** A name with the address beside it; the name may be written in either direction. */
export function NamedPerson({ name, email }: { name: string | null; email: string | null }) {
  return (
    <div>
      <bdi>{name}</bdi> <span className="small quiet">{email}</span>
    </div>
  );
}
