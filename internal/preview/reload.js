// Follows the preview: a new output reloads the page, a failed build is told
// above it. Sent by the preview alone; no output holds it.
(function () {
  "use strict";
  var seen = null;
  var source = new EventSource("/.sendpack/events");
  source.addEventListener("state", function (e) {
    var problem = e.data.trim();
    if (seen !== null && seen !== e.lastEventId && !problem) {
      location.reload();
      return;
    }
    seen = e.lastEventId;
    tell(problem);
  });
  function tell(problem) {
    var box = document.getElementById("sendpack-problem");
    if (!box && problem) {
      box = document.createElement("pre");
      box.id = "sendpack-problem";
      box.setAttribute("role", "alert");
      box.style.cssText = "margin:0;padding:1rem;white-space:pre-wrap;background:#FBF5E9;color:#16212B;border-bottom:4px solid #B0122B";
      document.body.insertBefore(box, document.body.firstChild);
    }
    if (box) {
      box.textContent = problem;
      box.hidden = !problem;
    }
  }
})();
