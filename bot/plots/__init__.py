"""Pictures. The only package that knows matplotlib, which is loaded when the first picture is asked for."""
