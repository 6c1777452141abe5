// The page is whole without this script; with it, keys work and what belongs together lights up.
"use strict";
