/* Link flags and header paths only: Arrow's headers are C++ and are included by CArrow alone. */
