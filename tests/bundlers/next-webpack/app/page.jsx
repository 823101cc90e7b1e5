import { Script } from "./script";

export default function Page() {
  return (
    <main>
      <Script />
CARDS
    </main>
  );
}
