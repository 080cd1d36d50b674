# checks: five bodies in lists of floats, energy and positions after many steps, to the last bit
# native: required
def advance(x, y, z, vx, vy, vz, mass, dt, steps):
    n = len(mass)
    for _ in range(steps):
        for i in range(n):
            for j in range(i + 1, n):
                dx = x[i] - x[j]
                dy = y[i] - y[j]
                dz = z[i] - z[j]
                d2 = dx * dx + dy * dy + dz * dz
                mag = dt / (d2 * d2**0.5)
                vx[i] -= dx * mass[j] * mag
                vy[i] -= dy * mass[j] * mag
                vz[i] -= dz * mass[j] * mag
                vx[j] += dx * mass[i] * mag
                vy[j] += dy * mass[i] * mag
                vz[j] += dz * mass[i] * mag
        for i in range(n):
            x[i] += dt * vx[i]
            y[i] += dt * vy[i]
            z[i] += dt * vz[i]


x = [0.0, 4.84, 8.34, 12.89, 15.37]
y = [0.0, -1.16, 4.12, -15.11, -25.9]
z = [0.0, -0.1, -0.4, -0.22, 0.17]
vx = [0.0, 0.6, -1.01, 1.08, 0.97]
vy = [0.0, 2.81, 1.81, 0.86, 0.59]
vz = [0.0, -0.02, 0.008, -0.01, -0.03]
mass = [39.47, 0.037, 0.011, 0.0017, 0.002]
advance(x, y, z, vx, vy, vz, mass, 0.01, 300)
print(x, y, z, vx, vy, vz)
