// Pages work without this file. It keeps a form from being sent twice, says when the line is down
// and how old the page is, and moves the focus to the errors. It stores nothing.

// What is said to those without scripts is not for those who have them.
document.documentElement.dataset.scripted = "yes";

const MINUTE = 60_000;
const OLD_AFTER_MINUTES = 5;
const LINE_WORDS = { up: "回線: 良好", down: "▲ 回線が切れています" };

for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent === "yes") {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    for (const button of form.querySelectorAll("button")) {
      button.setAttribute("aria-disabled", "true");
    }
  });
}

// A page that comes back from the browser's own cache may be sent again.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-once]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button")) {
      button.removeAttribute("aria-disabled");
    }
  }
});

// Day and night change on the page itself, so that nothing typed is lost; the server keeps the choice for the next page.
// Where that does not reach it, the form is sent as without a script.
for (const form of document.querySelectorAll(".bar-theme")) {
  form.addEventListener("submit", async (event) => {
    const { submitter } = event;
    if (!submitter) return;
    event.preventDefault();
    const fields = new URLSearchParams(new FormData(form));
    fields.set(submitter.name, submitter.value);
    const kept = await fetch(form.action, { method: "POST", body: fields, redirect: "manual" }).catch(() => null);
    // A redirect is the answer of a choice that was kept.
    if (kept?.type === "opaqueredirect") {
      document.documentElement.dataset.theme = submitter.value;
      form.querySelector(`button:not([value="${submitter.value}"])`)?.focus();
    } else {
      const choice = document.createElement("input");
      Object.assign(choice, { type: "hidden", name: submitter.name, value: submitter.value });
      form.append(choice);
      form.submit();
    }
  });
}

// 「すべて」 of a consent's column ticks its rows at once; a row that is unticked unticks it.
for (const all of document.querySelectorAll('input[name="all"]')) {
  const rows = [...all.form.querySelectorAll('input[name="row"]')].filter((row) => row.value.endsWith(`:${all.value}`));
  all.addEventListener("change", () => {
    for (const row of rows) row.checked = all.checked;
  });
  for (const row of rows) {
    row.addEventListener("change", () => {
      all.checked &&= row.checked;
    });
  }
}

const line = document.getElementById("line");
function showLine() {
  if (!line) return;
  line.hidden = false;
  line.textContent = navigator.onLine ? LINE_WORDS.up : LINE_WORDS.down;
  line.classList.toggle("down", !navigator.onLine);
}
addEventListener("online", showLine);
addEventListener("offline", showLine);
showLine();

const age = document.getElementById("age");
const madeAt = performance.timeOrigin;
function showAge() {
  const minutes = Math.floor((Date.now() - madeAt) / MINUTE);
  if (!age || minutes < OLD_AFTER_MINUTES) return;
  age.hidden = false;
  age.textContent = `（${minutes}分前）`;
}
setInterval(showAge, MINUTE);

document.getElementById("errors")?.focus();
