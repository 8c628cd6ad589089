_base_ = './faster-rcnn_r50_fpn_1x_coco.py'

optim_wrapper = dict(type='AmpOptimWrapper')
