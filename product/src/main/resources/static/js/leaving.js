// Whoever has pressed a button or a link is on the way elsewhere: a page that loads itself anew then would call them back, and
// what they pressed would seem to have done nothing.
const ANSWERED_WITHIN_MILLIS = 30_000;
let leftAt = -Infinity;
addEventListener("beforeunload", () => (leftAt = performance.now()));

/** Whether the reader has just left for another page. One that has not come by then (a download, say) is not waited for. */
export function isLeaving() {
  return performance.now() - leftAt < ANSWERED_WITHIN_MILLIS;
}
