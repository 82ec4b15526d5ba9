# Lets the ROS wheels build an interface package from its unmodified source: passed as -DCMAKE_PROJECT_INCLUDE by `./letan`.
# A build on a robot with ROS from apt never reads it.

# 1. The robot's programs are Python: leave the C++ interface out, which halves the build.
#    -DLETAN_CPP_INTERFACES=ON builds everything.
option(LETAN_CPP_INTERFACES "Generate the C++ interfaces too" OFF)
if(NOT LETAN_CPP_INTERFACES)
  find_package(ament_cmake REQUIRED)
  find_package(rosidl_default_generators REQUIRED)
  list(FILTER AMENT_EXTENSIONS_rosidl_generate_idl_interfaces EXCLUDE REGEX "_cpp:")
endif()

# 2. The wheels export include directories of the machine that built them (/opt/python/cp3XX-...), and CMake refuses
#    imported targets whose include directories do not exist: drop those at the end of each directory.
function(_ros_wheels_drop_foreign_includes)
  get_directory_property(targets IMPORTED_TARGETS)
  foreach(target IN LISTS targets)
    get_target_property(directories ${target} INTERFACE_INCLUDE_DIRECTORIES)
    if(directories)
      set(kept "")
      foreach(directory IN LISTS directories)
        if(EXISTS "${directory}" OR NOT directory MATCHES "^/opt/python/")
          list(APPEND kept "${directory}")
        endif()
      endforeach()
      set_target_properties(${target} PROPERTIES INTERFACE_INCLUDE_DIRECTORIES "${kept}")
    endif()
  endforeach()
endfunction()
cmake_language(DEFER CALL _ros_wheels_drop_foreign_includes)
