/// What the style sheet of a marking page adds to that of pages.
enum MarkingStyle {
  static let text = """
    .bar{position:sticky;top:0;z-index:1;display:flex;flex-wrap:wrap;gap:8px 18px;\
    align-items:center;justify-content:center;padding:10px 24px;background:var(--ground);\
    border-bottom:1px solid var(--line);font-size:14.5px;font-variant-numeric:tabular-nums}
    .bar label{cursor:pointer;color:var(--quiet)}
    progress{width:180px;accent-color:var(--accent)}
    button{font:inherit;font-size:14.5px;padding:6px 14px;border:1px solid var(--line);\
    border-radius:6px;background:var(--soft);color:var(--text);cursor:pointer}
    button:hover{border-color:var(--quiet)}
    button:focus-visible,input:focus-visible,.item:focus-visible{outline:2px solid var(--accent);\
    outline-offset:2px}
    #save{background:var(--accent);border-color:var(--accent);color:var(--ground)}
    .item{border:1px solid var(--line);border-left:4px solid var(--line);border-radius:8px;\
    padding:14px 18px 16px;margin:22px 0;scroll-margin-top:72px}
    .item h2{font-size:16px;margin:0 0 6px}
    .number{color:var(--quiet);font-weight:400;margin-right:6px}
    .facts{list-style:none;display:flex;flex-wrap:wrap;gap:2px 20px;margin:0 0 10px;padding:0;\
    font-size:14px;max-width:none}
    .facts span{color:var(--quiet)}
    .item pre{white-space:pre-wrap;overflow-wrap:anywhere;max-height:340px;overflow-y:auto;\
    margin:0 0 12px}
    .answer{display:flex;flex-wrap:wrap;gap:8px}
    .answer input{flex:1 1 200px;font:inherit;font-size:14.5px;padding:6px 10px;\
    border:1px solid var(--line);border-radius:6px;background:var(--ground);color:var(--text)}
    [data-mark][aria-pressed=true]{color:var(--ground);font-weight:600}
    [data-mark=memorized][aria-pressed=true]{background:var(--note);border-color:var(--note)}
    [data-mark=not][aria-pressed=true]{background:var(--quiet);border-color:var(--quiet)}
    [data-mark=unsure][aria-pressed=true]{background:var(--warning);border-color:var(--warning)}
    .is-memorized{border-left-color:var(--note)}
    .is-not{border-left-color:var(--quiet)}
    .is-unsure{border-left-color:var(--warning)}
    .open-only .is-marked:not(:focus-within){display:none}
    [hidden]{display:none}
    @media print{.bar,.footnote{display:none}.item{break-inside:avoid}\
    .item pre{max-height:none}}
    """
}
