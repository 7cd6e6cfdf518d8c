// Each paper in a frame of its own: what axe-core finds in it, and whether it must be scrolled across at 320 pixels.
async function judge(name, html) {
  const frame = document.createElement("iframe");
  frame.style.cssText = "width:1024px;height:800px;border:0";
  document.body.append(frame);
  await new Promise((loaded) => { frame.onload = loaded; frame.srcdoc = html; });
  const script = frame.contentDocument.createElement("script");
  script.textContent = document.getElementById("axe").textContent;
  frame.contentDocument.head.append(script);
  const told = await frame.contentWindow.axe.run(frame.contentDocument, {
    resultTypes: ["violations", "incomplete"],
  });
  frame.style.width = "320px";
  await new Promise((again) => setTimeout(again, 30));
  const root = frame.contentDocument.documentElement;
  const wide = root.scrollWidth > 320 ? root.scrollWidth : 0;
  frame.remove();
  const short = (found) => found.map((one) => ({
    id: one.id, impact: one.impact, help: one.help, at: one.nodes.slice(0, 3).map((node) => node.html),
    why: one.nodes.slice(0, 1).map((node) => node.failureSummary),
  }));
  return {
    name, wide, passed: told.passes.length, violations: short(told.violations), unsure: short(told.incomplete),
  };
}
(async () => {
  const told = [];
  for (const [name, html] of JSON.parse(document.getElementById("papers").textContent)) {
    told.push(await judge(name, html));
  }
  const out = document.createElement("pre");
  out.id = "told";
  out.textContent = JSON.stringify(told);
  document.body.replaceChildren(out);
})();
