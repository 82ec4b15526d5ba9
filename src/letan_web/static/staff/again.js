// The dialog that signs in again without leaving the page.
let asking = null;

export function signInAgain() {
  asking ??= ask().finally(() => { asking = null; });
  return asking;
}

function ask() {
  const dialog = document.getElementById("sign-in-again");
  const form = dialog.querySelector("form");
  const error = form.querySelector(".error");
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  error.hidden = true;
  if (!dialog.open) dialog.showModal();
  form.elements.password.focus();
  return new Promise((resolve) => {
    form.onsubmit = async (event) => {
      event.preventDefault();
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch("/login", { method: "POST", body, headers: { "hx-request": "true" } }).catch(() => null);
      form.elements.password.value = "";
      if (answer?.ok) {
        dialog.close();
        resolve();
        return;
      }
      error.textContent = answer ? await answer.text() : "Không kết nối được với robot. Hãy thử lại.";
      error.hidden = false;
    };
  });
}

// Sends, and after an expired session signs in and sends the same again.
export async function send(address, body) {
  const request = () => fetch(address, { method: "POST", body, headers: { "hx-request": "true" } });
  let answer = await request();
  while (answer.status === 401) {
    await signInAgain();
    answer = await request();
  }
  return answer;
}
