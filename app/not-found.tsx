import { NothingHere } from "@/components/nothing-here";

export default function NotFound() {
  return (
    <main id="main" className="flex">
      <NothingHere />
    </main>
  );
}
