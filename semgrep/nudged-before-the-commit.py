def ask(run):
    # ruleid: nudged-before-the-commit
    nudge("matching.work_on_runs")
    # ok: nudged-before-the-commit
    nudge_once("matching.work_on_runs")
