"""How everything looks: colours, type, spaces, icons and the style sheet made from them."""
