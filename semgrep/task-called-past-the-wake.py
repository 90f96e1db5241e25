def hand_over(task, pk):
    # ruleid: task-called-past-the-wake
    task.delay(pk)
    # ruleid: task-called-past-the-wake
    task.apply_async([pk])
    # ruleid: task-called-past-the-wake
    current_app.send_task("mou.remind", [pk])
    # ok: task-called-past-the-wake
    nudge_once("mou.remind")
