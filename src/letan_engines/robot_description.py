"""The robot's URDF, made from its xacro file."""

from pathlib import Path

import xacro

from letan.kernel.faults import LetanError


def robot_urdf(path: Path, gazebo: str = "none") -> str:
    """Return the URDF as text.

    Args:
        path: The xacro file.
        gazebo: none: the description alone; harmonic, classic: with sensors and drive.

    Raises:
        LetanError: If the file cannot be read or expanded.
    """
    try:
        document = xacro.process_file(str(path), mappings={"gazebo": gazebo})
    except (OSError, xacro.XacroException, xacro.substitution_args.ArgException) as error:
        raise LetanError(str(path), str(error), "Correct the xacro file") from error
    return str(document.toprettyxml(indent="  "))
