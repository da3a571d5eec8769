"""One module per workbook that the office hands out or keeps."""
