from .about import about_firm
