// Pages work without this file. It keeps a form from being sent twice, says when the line is down
// and how old the page is, and moves the focus to the errors. It stores nothing.

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
