"""The pages: what visitors, clerks and operators see. Knows the core, never ROS."""
