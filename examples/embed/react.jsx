// The subscription page in a single-page application with React 19. The page loads {where}/embed.js beside this script.
import { useRef, useState } from "react";
import { createRoot } from "react-dom/client";

const root = document.getElementById("app");
const where = root.dataset.portal;

function Billing({ note }) {
  const portal = useRef(null);
  return (
    <section>
      <button id="plans" onClick={() => portal.current.open("plans")}>Plans</button>
      <button id="refresh" onClick={() => portal.current.refresh()}>Another user</button>
      <button id="dark" onClick={() => (portal.current.theme = "dark")}>Dark</button>
      <proabono-portal
        ref={portal}
        src={where}
        onready={() => note("ready")}
        onopened={(event) => note(`opened ${event.detail.place}`)}
        onreturned={(event) => note(`returned ${event.detail.from}`)}
        onchanged={() => note("changed")}
        onheight={() => note("height")}
        onerror={(event) => note(`error ${event.detail.reason}`)}
      />
    </section>
  );
}

function Application() {
  const [billing, setBilling] = useState(false);
  const [notes, setNotes] = useState([]);
  const note = (text) => setNotes((before) => [...before, text]);
  const go = (there) => {
    setNotes([]);
    setBilling(there);
  };
  return (
    <>
      <nav>
        <button id="account" onClick={() => go(false)}>Account</button>
        <button id="billing" onClick={() => go(true)}>Billing</button>
      </nav>
      {billing ? <Billing note={note} /> : <h1>Account</h1>}
      <output>{notes.join("; ")}</output>
    </>
  );
}

createRoot(root).render(<Application />);
