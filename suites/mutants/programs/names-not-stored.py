total = 0
for i in range(200):
    total = total + i
