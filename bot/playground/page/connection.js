/** The wire to the server: events come in, acts and files go out. */

const RETRY = 2_000;

/**
 * Listen to the server for as long as the page lives; every new connection begins with an event `state`.
 * @param {(event: any) => void} heard
 * @param {(open: boolean) => void} changed whether the wire is there
 */
export function listen(heard, changed) {
  const source = new EventSource("/page/events");
  source.onmessage = (message) => {
    const event = JSON.parse(message.data);
    if (event.type === "state") changed(true);
    heard(event);
  };
  source.onerror = () => {
    changed(false);
    // The browser tries again by itself after a lost connection, but not after an answer that was an error.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => listen(heard, changed), RETRY);
  };
}

/** Something that cannot be done; the message is for a person. */
export class Refused extends Error {}

/**
 * Do something in a person's name.
 * @param {string} name of the act
 * @param {Record<string, unknown>} body
 * @param {string} unreachable what to say when there is no answer at all
 * @returns {Promise<Record<string, any>>} rejects with Refused
 */
export function act(name, body, unreachable) {
  return post(`/page/do/${name}`, JSON.stringify(body), { "Content-Type": "application/json" }, unreachable);
}

/**
 * Send files.
 * @param {FormData} form
 * @param {string} unreachable
 * @returns {Promise<Record<string, any>>} rejects with Refused
 */
export function upload(form, unreachable) {
  return post("/page/upload", form, {}, unreachable);
}

/** @type {(path: string, body: BodyInit, headers: HeadersInit, unreachable: string) => Promise<Record<string, any>>} */
async function post(path, body, headers, unreachable) {
  let answer;
  try {
    const response = await fetch(path, { method: "POST", body, headers });
    answer = await response.json();
  } catch {
    throw new Refused(unreachable);
  }
  if (!answer.ok) throw new Refused(answer.error);
  return answer;
}
