"""What kernel.py must print: python model.py --scale F."""
import pathlib
import runpy
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[2]))

from grid import grid_sum

kernel = runpy.run_path(str(pathlib.Path(__file__).with_name("kernel.py")))
x, y = kernel["vectors"](kernel["sized"](float(sys.argv[2])))
print(grid_sum(a * b for a, b in zip(x, y)))
