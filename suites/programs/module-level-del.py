# checks: module-level loops that delete and re-create their variables, and that fail half-way
# native: required
count = 0
for i in range(2000):
    temp = i * 2
    count += temp
    del temp
print(count, "temp" in globals())

try:
    for i in range(2000):
        value = 100 // (1500 - i)
        done = i
except ZeroDivisionError as error:
    print(error, i, value, done, error.__traceback__.tb_lineno)

try:
    for i in range(1000):
        if i == 900:
            del count
        count += i
except NameError as error:
    print(error, i)

items = [1, 2, 3] * 400
for i in items:
    items[int(i) % 5] = i + 0.5 if i < 3 else 1
print(sum(items))
