"""The personal head: fitted to ratings, checked on ratings held out, explained like any other head."""
