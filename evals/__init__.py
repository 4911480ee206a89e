"""Questions with the tools, arguments and figures that answer them."""
