# checks: lists made in a native loop set off the collector, which native code lets run in time
# native: required
# reaches: exit Poll
import gc


def pairs(n):
    kept = []
    for i in range(n):
        kept.append([i, i + 1])
    return kept


def note(phase, info):
    if phase == "stop" and info["generation"] == 0:
        collections[0] += 1


collections = [0]
pairs(100)
gc.callbacks.append(note)
kept = pairs(20000)
gc.callbacks.clear()
print(collections[0] > 3, len(kept), kept[0], kept[-1])
