"""The hooks that pip calls (PEP 517), all in the clone: the extension and the engine are built from it.

Must parse in any Python 3: the sentence "CPython 3.13 is needed" comes from here.
"""

import os

from .refusal import refuse
from .target import check_target


def get_requires_for_build_wheel(config_settings=None):
    """Nothing is required; but what cannot be built ends here, before anything is compiled."""
    check_target()
    from .engine import check_engine

    check_engine()
    return []


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    """The wheel's dist-info folder alone; its name."""
    check_target()
    from .metadata import metadata_files, stem

    folder = stem() + ".dist-info"
    os.mkdir(os.path.join(metadata_directory, folder))
    for name, content in metadata_files():
        with open(os.path.join(metadata_directory, folder, name), "wb") as file:
            file.write(content)
    return folder


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    """Writes the wheel; its file name."""
    get_requires_for_build_wheel()
    from .archive import Archive
    from .contents import is_native, package_files
    from .extension import build_extension
    from .metadata import metadata_files, stem
    from .target import wheel_tag

    extension = build_extension()
    name = "%s-%s.whl" % (stem(), wheel_tag())
    info = stem() + ".dist-info"
    with Archive(os.path.join(wheel_directory, name), info) as wheel:
        for place, content in package_files(extension):
            wheel.add(place, content, executable=is_native(place))
        for file, content in metadata_files():
            wheel.add("%s/%s" % (info, file), content)
    return name


def build_sdist(sdist_directory, config_settings=None):
    """There is none: the sources of a wheel are a whole clone."""
    refuse("there is no source distribution", "build a wheel from the clone: npm run wheel, or pip install ./native/python")
