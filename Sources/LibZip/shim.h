/* Link flags and header paths only: CArrow alone includes the headers. */
