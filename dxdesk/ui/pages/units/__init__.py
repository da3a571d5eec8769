"""組織・所属: the tree at any day, reorganisations, 人事担当, 内示."""
