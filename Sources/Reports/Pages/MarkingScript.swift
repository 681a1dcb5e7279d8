/// The script of a marking page.
///
/// It has no less-than sign and no ampersand, so that the file is well-formed XML as well.
enum MarkingScript {
  static let text = #"""
    "use strict";
    const page = document.getElementById("marking");
    const items = Array.from(page.querySelectorAll(".item"));
    let marks = {};

    // What stands in the browser's store may be damaged, or the store may be closed to files.
    function restore() {
      try {
        const kept = JSON.parse(localStorage.getItem(page.dataset.key) || "{}");
        if (kept !== null) if (typeof kept === "object") marks = kept;
      } catch (error) {
        if (!(error instanceof SyntaxError)) document.getElementById("unkept").hidden = false;
      }
    }

    function keep() {
      try {
        localStorage.setItem(page.dataset.key, JSON.stringify(marks));
      } catch (error) {
        document.getElementById("unkept").hidden = false;
      }
    }

    function entry(item) {
      const id = item.dataset.id;
      if (!Object.hasOwn(marks, id)) return { mark: "", note: "" };
      return { mark: String(marks[id].mark || ""), note: String(marks[id].note || "") };
    }

    function change(item, values) {
      const changed = Object.assign(entry(item), values);
      Object.defineProperty(marks, item.dataset.id,
        { value: changed, enumerable: true, configurable: true, writable: true });
      keep();
      show(item);
      showCount();
    }

    function show(item) {
      const { mark, note } = entry(item);
      item.className = mark ? "item is-marked is-" + mark : "item";
      for (const button of item.querySelectorAll("[data-mark]"))
        button.setAttribute("aria-pressed", String(button.dataset.mark === mark));
      const field = item.querySelector("input");
      if (field.value !== note) field.value = note;
    }

    function showCount() {
      const count = items.filter(item => entry(item).mark).length;
      const loose = items.filter(item => !entry(item).mark).filter(item => entry(item).note).length;
      document.getElementById("progress").value = count;
      document.getElementById("count").textContent = count.toLocaleString("en-US") + " of "
        + items.length.toLocaleString("en-US") + " marked"
        + (loose ? "; " + loose + " noted but not marked, which the file leaves out" : "");
    }

    function press(item, mark) {
      change(item, { mark: entry(item).mark === mark ? "" : mark });
    }

    function save() {
      const marked = items.filter(item => entry(item).mark)
        .map(item => Object.assign({ id: item.dataset.id }, entry(item)));
      const text = JSON.stringify({ marks: marked }, null, 2) + "\n";
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
      link.download = "marks.json";
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }

    // The finding that keys speak of: the one with the focus, or the first on the screen.
    function current() {
      const focused = document.activeElement.closest(".item");
      return focused || items.find(item => item.getBoundingClientRect().bottom > 80) || null;
    }

    function go(item, step) {
      let index = items.indexOf(item) + step;
      while (items[index]) {
        if (items[index].offsetParent !== null) break;
        index += step;
      }
      if (!items[index]) return;
      items[index].focus();
      items[index].scrollIntoView({ block: "nearest" });
    }

    const keys = { m: "memorized", n: "not", u: "unsure" };
    document.addEventListener("keydown", event => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.matches("input[type=text]")) return;
      const item = current();
      if (!item) return;
      if (Object.hasOwn(keys, event.key)) {
        press(item, keys[event.key]);
        if (entry(item).mark) go(item, 1);
      } else if (event.key === "j") go(item, document.activeElement.closest(".item") ? 1 : 0);
      else if (event.key === "k") go(item, -1);
      else return;
      event.preventDefault();
    });

    page.addEventListener("click", event => {
      const button = event.target.closest("[data-mark]");
      if (button) press(button.closest(".item"), button.dataset.mark);
    });
    page.addEventListener("input", event => {
      const item = event.target.closest(".item");
      if (item) change(item, { note: event.target.value });
    });
    document.getElementById("save").addEventListener("click", save);
    document.getElementById("open-only").addEventListener("change", event => {
      page.classList.toggle("open-only", event.target.checked);
    });

    restore();
    items.forEach(show);
    showCount();
    """#
}
