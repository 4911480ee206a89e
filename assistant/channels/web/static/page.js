"use strict";
// What the page does beyond its HTML: opens citations and receipts in a dialog, copies, sends on Enter, stops.
// Everything works without it, page by page.

const find = (selector) => document.querySelector(selector);
const tell = (text) => { find("#told").textContent = text; };
const form = find("#ask");

if (form) {
  const question = find("#question"), send = find("#send"), stop = find("#stop");

  const grow = () => {
    question.rows = Math.min(8, Math.max(1, question.value.split("\n").length));
  };

  const working = (isWorking) => {
    send.hidden = isWorking;
    stop.hidden = !isWorking;
  };

  question.addEventListener("input", grow);
  question.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (stop.hidden && question.value.trim()) form.requestSubmit(send);
  });

  // A suggested question is asked as if it had been typed.
  document.addEventListener("submit", (event) => {
    const begun = event.target.closest(".suggested form");
    if (!begun || !window.htmx) return;
    event.preventDefault();
    question.value = event.submitter.value;
    form.requestSubmit(send);
    question.focus();
  });

  let asked = "", stopped = false, begun = false;

  form.addEventListener("htmx:before:request", () => {
    asked = question.value;
    stopped = begun = false;
    question.value = "";
    grow();
    working(true);
    find("#trouble").hidden = true;
    tell("Asked. Working on it.");
    history.replaceState(null, "", "/talks/" + find("#talk").dataset.talk);
    find(".begin")?.remove();
    find(".greeting")?.classList.add("unseen");
  });

  stop.addEventListener("click", () => {
    stopped = true;
    form.dispatchEvent(new Event("htmx:abort"));
  });

  // A question that was never answered stands in its field again.
  form.addEventListener("htmx:error", () => {
    const trouble = find("#trouble");
    trouble.textContent = "The question could not be sent. Is the assistant still running? Try again.";
    trouble.hidden = false;
    question.value ||= asked;
    grow();
  });

  form.addEventListener("htmx:finally:request", () => {
    const hadFocus = document.activeElement === stop || document.activeElement === document.body;
    working(false);
    if (hadFocus) question.focus();
    const open = find(".turn.working"), said = [...document.querySelectorAll("#talk .turn .said")].at(-1);
    if (!open) {
      if (stopped && !begun) {
        question.value ||= asked;
        grow();
        tell("Stopped before it was asked.");
      } else if (find("#trouble").hidden) tell(said?.textContent ?? "");
      return;
    }
    open.classList.remove("working");
    open.removeAttribute("aria-busy");
    open.querySelector(".step").textContent = stopped ? "Stopped." : "This answer broke off. Ask again.";
    tell(open.querySelector(".step").textContent);
  });

  // The question that was asked last stands at the top, with its answer growing below it.
  let shown = null;
  form.addEventListener("htmx:sse:after:message", () => {
    begun = true;
    const turn = find("#talk .turn:last-of-type");
    if (turn && (turn.id !== shown || !find(".turn.working"))) turn.scrollIntoView({ block: "start" });
    shown = turn?.id ?? null;
    const step = find(".turn.working .step");
    if (step?.textContent) tell(step.textContent);
  });
}

document.addEventListener("click", async (event) => {
  const opens = event.target.closest("a[data-open]"), copies = event.target.closest("a[data-copy]");
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (opens && window.htmx) {
    event.preventDefault();
    await open_(opens.getAttribute("href"));
  } else if (copies) {
    event.preventDefault();
    await copy(copies);
  }
});

async function open_(address) {
  const dialog = find("#opened");
  await htmx.ajax("GET", address, { target: "#opened-text", swap: "innerHTML" });
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
}

async function copy(link) {
  const text = await (await fetch(link.href)).text();
  const label = link.textContent;
  try {
    await navigator.clipboard.writeText(text);
    link.textContent = "Copied";
    tell("Copied");
  } catch {
    link.textContent = "Not copied";
    tell("The browser does not let this page copy.");
  }
  setTimeout(() => { link.textContent = label; }, 1500);
}

const print = find("#print");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
